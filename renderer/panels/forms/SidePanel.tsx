import { useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { findSubject } from '../../../shared/study/find.ts';
import { shownStudy } from '../../editor/selectors.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import './forms.css';
import { ProtocolForm } from './ProtocolForm.tsx';
import { SubjectForm } from './SubjectForm.tsx';

/** A form at the right edge. It asks nothing and blocks nothing: every change is a step that undo takes back. */
export function SidePanel(): ReactElement | null {
  const drawer = useAppState((state) => state.drawer);
  const screen = useAppState((state) => state.screen);
  const shownId = useAppState(({ editor }) => editor.subjectId);
  const study = useAppState(({ editor }) => shownStudy(editor));
  if (drawer === null) return null;
  if (drawer.kind === 'protocol') {
    return (
      <Panel key="protocol" title={text('protocol.title')}>
        <ProtocolForm study={study} />
      </Panel>
    );
  }
  // Among the films the form is about the subject whose films they are.
  const subject = findSubject(study, screen === 'measure' ? (shownId ?? '') : drawer.subjectId);
  if (!subject) return null;
  return (
    <Panel key="subject" title={text('form.subject', { code: subject.code })}>
      <SubjectForm key={subject.id} study={study} subject={subject} />
    </Panel>
  );
}

function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const app = useApp();
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const panel = element.current;
    panel?.querySelector<HTMLElement>('h2')?.focus();
    return () => {
      const now = document.activeElement;
      const wasInside = now === document.body || panel?.contains(now) === true;
      if (wasInside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside ref={element} className="side-panel" aria-label={title}>
      <header>
        <h2 tabIndex={-1}>{title}</h2>
        <button
          type="button"
          aria-label={text('form.close')}
          title={text('form.close')}
          onClick={() => app.store.setState({ drawer: null })}
        >
          ✕
        </button>
      </header>
      <div className="side-content">{children}</div>
    </aside>
  );
}
