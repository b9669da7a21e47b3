import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../data/session.ts';

const SHOWN_MS = 1600;

/** Copies a text. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const { announce } = useSession();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    const word = (await copied(text())) ? 'Copied' : 'Not copied';
    setSaid(word);
    announce(`${word}.`);
  };
  return (
    <button type="button" class="button button-quiet" onClick={() => void copy()}>
      {said === '' ? label : said}
    </button>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers refuse it to pages that are neither on localhost nor on HTTPS.
    return false;
  }
}
