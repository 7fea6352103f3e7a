/** Options of browser mode, with the number of words that follow them. */
const BROWSER_OPTIONS = { '--folder': 1, '--port': 1, '--no-open': 0 };

/**
 * Which side to start and what to pass on. `side` is 'any' (the desktop, else the browser), 'desktop', 'browser', or
 * 'both', which is nonsense.
 */
export function readStartArguments(args, environment) {
  const desktopArguments = [];
  const browserArguments = [];
  let browser = environment.ENDPLATE_BROWSER === '1';
  let desktop = false;
  let download = true;
  for (let i = 0; i < args.length; i += 1) {
    const argument = args[i];
    const following = BROWSER_OPTIONS[argument.split('=')[0]];
    if (argument === '--browser') browser = true;
    else if (argument === '--desktop') desktop = true;
    else if (argument === '--no-download') download = false;
    else if (following === undefined) desktopArguments.push(argument);
    else {
      const words = argument.includes('=') ? 0 : following;
      browserArguments.push(argument, ...args.slice(i + 1, i + 1 + words));
      i += words;
    }
  }
  // A word on the command line outweighs the environment.
  if (desktop && args.includes('--browser')) return { side: 'both', download, desktopArguments, browserArguments };
  const side = desktop ? 'desktop' : browser ? 'browser' : 'any';
  return { side, download, desktopArguments, browserArguments };
}
