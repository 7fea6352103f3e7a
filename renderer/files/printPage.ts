import { REPORT_PAGE_STYLE, REPORT_STYLE } from '../../shared/report/reportStyle.ts';
import { isPrivacyView } from '../messages/privacyView.ts';

/** While it is printed the page stands alone: the window and its dialogs are not on paper. */
const PRINT_STYLE = `
${REPORT_PAGE_STYLE}
#printed-page { display: none; }
@media print {
  html, body { height: auto !important; overflow: visible !important; background: #fff !important; }
  body > *:not(#printed-page), dialog { display: none !important; }
  #printed-page { display: block; }
}
`;

const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

/**
 * Shows the body of a report in an element, apart from the styles of the window. The body is made by `shared/report`,
 * which escapes every text; the page's policy forbids scripts and strange addresses besides.
 */
export function showPage(element: HTMLElement, body: string): void {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(REPORT_STYLE)];
  root.innerHTML = body;
}

/**
 * Prints through the system, which also makes a PDF. What is printed stays in the document until the system says that it
 * is done: some shells go on laying it out after `print` has returned.
 */
export async function printPage(title: string, body: string): Promise<void> {
  takeAway?.();
  const page = document.createElement('div');
  page.id = 'printed-page';
  showPage(page, body);
  document.body.append(page);
  await Promise.all(picturesOf(page).map((address) => decoded(address)));
  const sheet = sheetOf(PRINT_STYLE);
  const before = document.title;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  // The name that the system suggests for a PDF.
  if (!isPrivacyView()) document.title = title;
  takeAway = () => {
    window.removeEventListener('afterprint', finish);
    takeAway = null;
    document.title = before;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    page.remove();
  };
  window.addEventListener('afterprint', finish);
  window.print();
}

/** Removes what was printed last, where no system has said that it is done. */
let takeAway: (() => void) | null = null;

const finish = (): void => takeAway?.();

const picturesOf = (page: HTMLElement): readonly string[] =>
  [...(page.shadowRoot?.querySelectorAll('image') ?? [])].flatMap((image) => image.getAttribute('href') ?? []);

/** A picture that is still being decoded would be missing on paper. */
async function decoded(address: string): Promise<void> {
  const picture = new Image();
  picture.src = address;
  await picture.decode().catch(() => undefined);
}
