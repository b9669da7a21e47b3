import type { ReviewState } from '../../contract/control-contract.ts';
import { useSession } from '../data/session.ts';
import { instantText } from '../model/mock-time.ts';
import { versionIdOfHash } from '../model/version-id.ts';
import { SelectField } from '../parts/fields.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Panel } from '../parts/panel.tsx';
import { VersionDiff } from '../parts/version-diff.tsx';

/** Any two versions of a review, compared; the newest and the one it was made from at first. */
export function VersionsPanel({ review }: { review: ReviewState }) {
  const { route, adjust } = useSession();
  const head = review.versions.at(-1);
  const seqOf = (name: string, fallback: number) => {
    const seq = Number(route.params[name] ?? fallback);
    return review.versions[seq] === undefined ? fallback : seq;
  };
  const [left, right] = [seqOf('left', head?.parent_seq ?? 0), seqOf('right', head?.seq ?? 0)];
  const options = review.versions.map(
    ({ seq, origin, author }) =>
      [String(seq), `${seq} · ${origin} · ${author.display_name ?? author.id}`] as const,
  );
  const choose = (name: string) => (value: string) => adjust({ ...route.params, [name]: value });
  const [from, to] = [review.versions[left], review.versions[right]];
  return (
    <Panel
      title={review.versions.length === 1 ? 'Version' : `Versions (${review.versions.length})`}
    >
      {review.versions.length > 1 && (
        <div class="two-columns">
          <SelectField
            label="From version"
            value={String(left)}
            options={options}
            onChange={choose('left')}
          />
          <SelectField
            label="To version"
            value={String(right)}
            options={options}
            onChange={choose('right')}
          />
        </div>
      )}
      {to !== undefined && <VersionFacts review={review} seq={right} />}
      {from === undefined || to === undefined || left === right ? (
        <JsonView label={`Version ${right}`} value={to?.snapshot ?? {}} />
      ) : (
        <VersionDiff
          left={from.snapshot}
          right={to.snapshot}
          leftLabel={`Version ${left}`}
          rightLabel={`Version ${right}`}
        />
      )}
    </Panel>
  );
}

function VersionFacts({ review, seq }: { review: ReviewState; seq: number }) {
  const version = review.versions[seq];
  if (version === undefined) return null;
  const { author, origin, parent_seq: parent, created_at: at, note } = version;
  return (
    <div class="version-facts">
      <p>
        Version {seq}
        {parent !== null && `, made from ${parent}`}: {origin} by {author.display_name ?? author.id}
        , <time dateTime={at}>{instantText(at)}</time>
        {review.effective_seq === seq && ' (in effect)'}
      </p>
      <p class="ids">{versionIdOfHash(version.content_sha256)}</p>
      {note !== null && <blockquote class="note">{note}</blockquote>}
    </div>
  );
}
