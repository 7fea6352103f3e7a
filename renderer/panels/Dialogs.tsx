import { lazy, Suspense, type ReactElement } from 'react';
import { assertNever } from '../../shared/result.ts';
import { BlindingDialog, UnblindingDialog } from './dialogs/BlindingDialogs.tsx';
import { CalibrationDialog } from './dialogs/CalibrationDialog.tsx';
import { ImportDialog, ImportingDialog } from './dialogs/ImportDialog.tsx';
import { AboutDialog, DiagnosticsDialog } from './dialogs/AboutDialogs.tsx';
import { ShortcutsDialog } from './dialogs/HelpDialogs.tsx';
import { NotVisibleDialog, ReasonDialog } from './dialogs/PointDialogs.tsx';
import { ReportDialog } from './dialogs/ReportDialog.tsx';
import { SettingsDialog } from './dialogs/SettingsDialog.tsx';
import { MessageDialog, UnsavedDialog } from './dialogs/MessageDialog.tsx';
import { AssignDialog, ChooseStudyDialog } from './dialogs/StudyDialogs.tsx';
import { KnownLengthDialog, SaveNameDialog, SubjectDialog } from './dialogs/TextDialogs.tsx';
import { VersionsDialog } from './dialogs/VersionsDialog.tsx';
import { useAppState } from './useApp.ts';

/** Made of much that no other part needs: loaded when they are asked for. */
const ExportDialog = lazy(async () => ({ default: (await import('./dialogs/ExportDialog.tsx')).ExportDialog }));
const TableImportDialog = lazy(async () => ({
  default: (await import('./dialogs/TableImportDialog.tsx')).TableImportDialog,
}));

/** The question of the moment, if there is one. */
export function Dialogs(): ReactElement | null {
  const dialog = useAppState((state) => state.dialog);
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'unsaved':
      return <UnsavedDialog dialog={dialog} />;
    case 'assign':
      return <AssignDialog dialog={dialog} />;
    case 'import':
      return <ImportDialog dialog={dialog} />;
    case 'importing':
      return <ImportingDialog dialog={dialog} />;
    case 'saveName':
      return <SaveNameDialog key={dialog.suggested} dialog={dialog} />;
    case 'chooseStudy':
      return <ChooseStudyDialog dialog={dialog} />;
    case 'knownLength':
      return <KnownLengthDialog dialog={dialog} />;
    case 'calibration':
      return <CalibrationDialog dialog={dialog} />;
    case 'subject':
      return <SubjectDialog dialog={dialog} />;
    case 'export':
      return (
        <Suspense fallback={null}>
          <ExportDialog dialog={dialog} />
        </Suspense>
      );
    case 'importTable':
      return (
        <Suspense fallback={null}>
          <TableImportDialog dialog={dialog} />
        </Suspense>
      );
    case 'report':
      return <ReportDialog dialog={dialog} />;
    case 'reason':
      return <ReasonDialog dialog={dialog} />;
    case 'notVisible':
      return <NotVisibleDialog dialog={dialog} />;
    case 'blinding':
      return <BlindingDialog dialog={dialog} />;
    case 'unblinding':
      return <UnblindingDialog dialog={dialog} />;
    case 'settings':
      return <SettingsDialog dialog={dialog} />;
    case 'versions':
      return <VersionsDialog dialog={dialog} />;
    case 'shortcuts':
      return <ShortcutsDialog dialog={dialog} />;
    case 'about':
      return <AboutDialog dialog={dialog} />;
    case 'diagnostics':
      return <DiagnosticsDialog dialog={dialog} />;
    case 'message':
      return <MessageDialog dialog={dialog} />;
    default:
      return assertNever(dialog);
  }
}
