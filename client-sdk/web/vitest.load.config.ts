import browser from './vitest.browser.config.js';

// Many pages at once, with the tools of the other browser tests; by itself, since it takes the whole machine.
export default { ...browser, test: { ...browser.test, include: ['load.ts'], testTimeout: 300_000 } };
