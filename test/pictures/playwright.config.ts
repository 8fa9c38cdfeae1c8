// `npm run pictures`: every main view in both themes and languages, to be looked at. Not a test that gates.
import browser from "../browser/playwright.config";

export default { ...browser, testDir: ".", timeout: 180_000 };
