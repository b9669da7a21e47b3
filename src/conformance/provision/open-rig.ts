import { openTransport } from '../execute/open-transport.ts';
import type { Run } from '../execute/open-run.ts';
import type { Rig } from '../rig.ts';
import { NAMESPACE_HEADER, targetName } from '../target.ts';
import { openHttpRig } from './http-rig.ts';

/** Where a server that offers it has its control interface. Source: contract section 10. */
const CONTROL_PREFIX = '/__control';

/**
 * Opens the rig that the run was told to use.
 *
 * Errors: rejects with RigError when it does not answer as a rig.
 */
export async function openRig({ settings, target, transport }: Run): Promise<Rig> {
  const { provision } = settings;
  if (provision.kind === 'rig') return provision.rig;
  const token = provision.token === undefined ? {} : { authorization: `Bearer ${provision.token}` };
  if (provision.kind === 'control') {
    const namespace = target.headers?.[NAMESPACE_HEADER];
    return openHttpRig({
      name: 'the control interface',
      transport,
      prefix: CONTROL_PREFIX,
      headers: token,
      ...(namespace === undefined ? {} : { namespace }),
    });
  }
  const own = { kind: 'url', url: provision.url } as const;
  const ownTransport = openTransport(own, settings.concurrency);
  const name = `the rig at ${targetName(own)}`;
  try {
    const rig = await openHttpRig({ name, transport: ownTransport, prefix: '', headers: token });
    return { ...rig, cleanup: ownTransport.close };
  } catch (error) {
    await ownTransport.close();
    throw error;
  }
}
