import type { Actor } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Exchange } from '../exchange.ts';
import { findOverlay, isRecord } from '../reply.ts';
import type { Caller } from './caller.ts';
import type { Trial } from './trial.ts';

/**
 * Makes the check that finds out who each key is to the target, by claiming in its name.
 *
 * The holder of the claim tells, and where all claims have one holder, the audit: a server that
 * writes down the wrong holder is to be found out by the checks of claims, not to end the run.
 *
 * Shape: calls `note` with each caller's actor; says nothing where a claim is refused, since the
 * checks of claims will.
 */
export function findActors(note: (name: string, actor: Actor) => void): Check {
  return {
    id: 'AUTH-1/each-key-is-an-actor',
    phase: 'probe',
    surfaces: ['overlay'],
    run: async (trial) => {
      const told: Told[] = [];
      for (const caller of trial.callers) told.push(await tellsOf(trial, caller));
      const holders = told.map(({ holder }) => holder?.id);
      const isTelling = new Set(holders).size > 1;
      const actors: Actor[] = [];
      for (const { name, holder, author } of told) {
        const actor = isTelling ? holder : (author ?? holder);
        if (actor === undefined) continue;
        note(name, actor);
        actors.push(actor);
      }
      judgePeople(trial, told, actors);
    },
  };
}

/** A run among one person alone goes no further, so that the sentence is judged here or never. */
function judgePeople({ must }: Trial, told: readonly Told[], actors: readonly Actor[]): void {
  const people = new Set(actors.map(({ kind, id }) => `${kind}:${id}`));
  must.holds('AUTH-1', actors.length < told.length || people.size > 1, () => ({
    sentence: `${actors.length} different keys all act as ${[...people].join(', ')}`,
    expected: 'the owner of each key; two people at least',
    got: [...people].join(', '),
    witness: told.map(({ claimed }) => claimed),
  }));
}

/** What a claim says of who made it. */
interface Told {
  readonly name: string;
  readonly holder: Actor | undefined;
  readonly author: Actor | undefined;
  readonly claimed: Exchange;
}

async function tellsOf(trial: Trial, caller: Caller): Promise<Told> {
  const review = await trial.open();
  const overlay = findOverlay(await trial.a.read(review));
  const claimed = await caller.claim(review, { version_stamp: overlay?.rev ?? 0 });
  const after = findOverlay(claimed);
  const entry = after?.audit?.findLast((each) => each.action === 'claimed');
  return {
    name: caller.name,
    holder: actorIn(after?.claim, 'holder'),
    author: actorIn(entry, 'actor'),
    claimed,
  };
}

function actorIn(value: unknown, name: string): Actor | undefined {
  const actor = isRecord(value) ? value[name] : undefined;
  return isRecord(actor) && typeof actor['id'] === 'string'
    ? (actor as unknown as Actor)
    : undefined;
}
