/** A server can answer anything; none of this may do anything in a report. */
export const HOSTILE = {
  script: `</script><img src=x onerror="alert('owned')"><script>alert(1)</script>`,
  attribute: `" onmouseover="alert(1)" x='`,
  style: '</style><style>body{display:none}</style>',
  cdata: ']]><failure message="made up"/><![CDATA[ -- --> <!--',
  terminal: '\u001B[2J\u001B[31mcleared\u0007\u0000\u009B0m',
  order: 'user\u202Egnp.exe\u202C and \u2066isolated\u2069',
  rightToLeft: 'הזמנה מספר 505 — فاتورة رقم ٥٠٥',
  surrogate: 'half \uD83D of a pair, \uFFFF and a whole 🧾 with 日本語',
  markdown: '| cell | **bold** [link](javascript:alert(1)) `code` ```` @team <b>x</b> \\',
  fence: 'closes\n````\n<img src=x onerror=alert(1)>\n```',
  entity: '&lt;b&gt; &amp; &copy; &#x3c;',
  lines: 'first\nsecond\r\nthird\ttabbed',
} as const;

/** All of them in one. */
export const HOSTILE_TEXT = Object.values(HOSTILE).join(' ¶ ');
