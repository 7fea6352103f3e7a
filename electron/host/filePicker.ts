import type { FileKind, FolderFile } from '../../shared/host/contract.ts';

/**
 * How the user chooses files. Paths stay on this side of the border: the host turns every chosen path into a grant, and
 * the page sees the grant and the file's own name only.
 */
export type FilePicker = SystemFilePicker | FolderFilePicker;

/** The dialogs of the operating system. */
export interface SystemFilePicker {
  readonly kind: 'system';
  /** Absolute paths of existing files, in the order of the dialog; empty when the user cancelled. */
  pickFiles(request: { readonly kind: FileKind; readonly multiple: boolean }): Promise<readonly string[]>;
  /** Absolute path of a file to write, existing (the dialog has asked about it) or new; null when cancelled. */
  pickTarget(request: { readonly kind: FileKind; readonly suggestedName: string }): Promise<string | null>;
  /** Absolute path of the folder in which a new one will be made; null when cancelled. */
  pickFolder(): Promise<string | null>;
}

/** One folder, whose files are chosen by name. */
export interface FolderFilePicker {
  readonly kind: 'folder';
  /** The folder's own name, without the path. */
  readonly folderName: string;
  /** Files of a kind, newest first; empty while the folder does not exist yet. */
  list(kind: FileKind): Promise<readonly FolderFile[]>;
  /**
   * The absolute path of a name in the folder; null when the name would lead out of it, or is no name at all. The host
   * still applies its own rules for names and links.
   */
  pathOf(name: string): string | null;
  /** Makes the folder if it does not exist; called before the first write. Rejects with a system error. */
  prepare(): Promise<void>;
}
