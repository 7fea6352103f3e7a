export function findBrowser(): string | null;
export function ensureBrowser(options?: { readonly log?: (line: string) => void }): string | null;
export function browserAdvice(platform?: string, exists?: (file: string) => boolean): string;
