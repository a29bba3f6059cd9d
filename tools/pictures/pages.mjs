// Pictures of pages, taken by a browser: the first-day sheet as it is, and the review of a change as GitHub would show it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const GITHUB = `body { font: 16px/1.5 "Segoe UI", Helvetica, Arial, sans-serif; color: #1f2328; margin: 0; padding: 24px 30px; }
h1 { font-size: 26px; border-bottom: 1px solid #d1d9e0; padding-bottom: 8px; margin: 0 0 14px; }
h2 { font-size: 21px; border-bottom: 1px solid #d1d9e0; padding-bottom: 6px; } p { margin: 0 0 14px; }
table { border-collapse: collapse; font-size: 14px; } th, td { border: 1px solid #d1d9e0; padding: 6px 12px; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } code { font: 85%/1.4 Consolas, "DejaVu Sans Mono", monospace; background: #eff1f3; padding: 2px 5px; border-radius: 5px; }
pre { background: #f6f8fa; padding: 12px; overflow: hidden; white-space: pre-wrap; } pre code { background: none; padding: 0; }
blockquote { margin: 0 0 14px; padding: 0 14px; border-left: 4px solid #d1d9e0; color: #59636e; } a { color: #0969da; text-decoration: none; }`;

export const shown = {
  'first-day.png': { from: 'docs/office-kit-example/first-day.html', width: 900, height: 1000, page: async (file) => pathToFileURL(file).href },
  'review.png': { from: 'docs/review-example.md', width: 900, height: 780, page: asOnGitHub },
};

/** The report alone: what the page says before and after it explains the example. */
async function asOnGitHub(file) {
  const { marked } = await import('marked');
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const [page] = text.slice(text.search(/^#+ Review: /m)).split(/^#+ cdk diff/im);
  return `data:text/html;charset=utf-8,${encodeURIComponent(`<meta charset="utf-8"><style>${GITHUB}</style>${marked.parse(page)}`)}`;
}

/** Takes the pictures that are asked for. */
export async function take(root, names) {
  const { chromium } = await import('playwright-core');
  const executablePath = BROWSERS.find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error(`no browser was found; looked for ${BROWSERS.join(', ')}`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const name of names) {
      const { from, width, height, page: address } = shown[name];
      const page = await browser.newPage({ viewport: { width, height } });
      await page.goto(await address(join(root, from)));
      await page.screenshot({ path: join(root, 'docs', 'images', name) });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
