/**
 * What the HTML report does in a browser: copy, filter, open what a link points at, print whole.
 *
 * The page is complete without it. It reads the page alone and puts in nothing but words of its own.
 */
export const HTML_SCRIPT = String.raw`
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  function copied(button) {
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1600);
  }

  function copyBySelection(code) {
    const range = document.createRange();
    range.selectNodeContents(code);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand('copy');
  }

  for (const button of all('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const code = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(code.textContent);
        copied(button);
      } catch {
        if (copyBySelection(code)) copied(button);
      }
    });
  }

  for (const frame of all('.scroll')) {
    const witness = frame.querySelector('.tl-witness .tl-bar');
    if (!witness || frame.scrollWidth <= frame.clientWidth) continue;
    const { left } = witness.getBoundingClientRect();
    frame.scrollLeft = left - frame.getBoundingClientRect().left - 24;
  }

  const form = document.getElementById('filters');
  const rows = all('.requirement');
  const search = document.getElementById('search');
  const buttons = all('button[data-group]');
  const shown = document.getElementById('shown');
  const nothing = document.getElementById('nothing');

  function pressed(group) {
    const chosen = buttons.filter((each) => each.dataset.group === group);
    return chosen.filter((each) => each.ariaPressed === 'true').map((each) => each.value);
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [levels, statuses] = [pressed('level'), pressed('status')];
    const fits = ({ dataset }) =>
      (levels.length === 0 || levels.includes(dataset.level)) &&
      (statuses.length === 0 || statuses.includes(dataset.status)) &&
      words.every((word) => dataset.text.includes(word));
    for (const row of rows) row.hidden = !fits(row);
    for (const area of all('.area')) {
      area.hidden = all('.requirement', area).every((row) => row.hidden);
    }
    const count = rows.filter((row) => !row.hidden).length;
    shown.textContent = count + ' of ' + rows.length;
    nothing.hidden = count > 0;
  }

  if (form) {
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    search.addEventListener('input', filter);
    for (const button of buttons) {
      button.addEventListener('click', () => {
        button.ariaPressed = button.ariaPressed === 'true' ? 'false' : 'true';
        filter();
      });
    }
    filter();
  }

  function openTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest('[hidden]')) {
      search.value = '';
      for (const button of buttons) button.ariaPressed = 'false';
      filter();
    }
    if (target.tagName === 'DETAILS') target.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', openTarget);
  openTarget();

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('.requirement details:not([open])');
    for (const each of closed) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of closed) each.open = false;
  });
})();
`;
