import type { MenuItemConstructorOptions } from 'electron/main';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Reload and developer tools are for development only. */
  readonly isPackaged: boolean;
  /** Passes a command to the page, which knows what it means at this moment. */
  readonly send: (command: MenuCommand) => void;
}

/** What the menu asks of the page. */
export const MENU_COMMANDS = [
  'open-images',
  'open-study',
  'save',
  'save-as',
  'export',
  'earlier-versions',
  'import-table',
  'print',
  'undo',
  'redo',
  'copy-results',
  'settings',
  'shortcuts',
  'diagnostics',
  'about',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The whole menu. Undo and redo are ours: Electron's roles act on text only. Keys belong to the page, which also runs
 * in a browser without this menu: they are shown here and not registered. macOS cannot show without registering.
 */
export function menuTemplate({ platform, isPackaged, send }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined || mac ? {} : { accelerator, registerAccelerator: false }),
  });
  const textRole = (role: 'cut' | 'copy' | 'paste' | 'selectAll'): MenuItemConstructorOptions =>
    mac ? { role } : { role, registerAccelerator: false };

  const about = item('About Endplate', 'about');
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,');
  const applicationMenu: MenuItemConstructorOptions = {
    label: 'Endplate',
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('Open images…', 'open-images', 'CmdOrCtrl+O'),
      item('Open study…', 'open-study', 'CmdOrCtrl+Shift+O'),
      separator,
      item('Save', 'save', 'CmdOrCtrl+S'),
      item('Save as…', 'save-as', 'CmdOrCtrl+Shift+S'),
      item('Earlier versions…', 'earlier-versions'),
      separator,
      item('Import tables…', 'import-table', 'CmdOrCtrl+Shift+E'),
      item('Export…', 'export', 'CmdOrCtrl+E'),
      item('Print…', 'print', 'CmdOrCtrl+P'),
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      item('Undo', 'undo', 'CmdOrCtrl+Z'),
      item('Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
      separator,
      textRole('cut'),
      textRole('copy'),
      textRole('paste'),
      textRole('selectAll'),
      separator,
      item('Copy results', 'copy-results'),
      ...(mac ? [] : [separator, settings]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'togglefullscreen' },
      ...(isPackaged ? [] : ([separator, { role: 'reload' }, { role: 'toggleDevTools' }] as const)),
    ],
  };
  const windowMenu: MenuItemConstructorOptions = {
    label: '&Window',
    submenu: [{ role: 'minimize' }, ...(mac ? ([{ role: 'zoom' }, separator, { role: 'front' }] as const) : [])],
  };
  const help: MenuItemConstructorOptions = {
    label: '&Help',
    submenu: [
      item('Keyboard shortcuts', 'shortcuts', 'F1'),
      item('Diagnostics…', 'diagnostics'),
      ...(mac ? [] : [separator, about]),
    ],
  };
  return [...(mac ? [applicationMenu] : []), file, edit, view, windowMenu, help];
}
