import { readdir, readFile, writeFile } from 'node:fs/promises';

/**
 * Writes the licences of the packages that went into a bundle, which ask to be kept with the code.
 *
 * @param {string} file where to write them
 * @param {import('esbuild').Metafile} metafile what esbuild says of the bundle
 */
export async function writeThirdPartyNotices(file, metafile) {
  const folders = Object.keys(metafile.inputs).map(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0],
  );
  const notices = await Promise.all([...new Set(folders.filter(Boolean))].toSorted().map(noticeOf));
  await writeFile(file, notices.join(`\n${'─'.repeat(80)}\n\n`));
}

/** @param {string} folder */
async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : await readFile(`${folder}/${file}`, 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
