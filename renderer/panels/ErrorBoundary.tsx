import { Component, type ReactNode } from 'react';
import type { App } from '../files/app.ts';
import { saveStudy } from '../files/saveStudy.ts';
import { text } from '../messages/text.ts';

interface Props {
  readonly app: App;
  readonly children: ReactNode;
}

/**
 * The last resort: a fault in drawing the screen must not take the work with it. The study lives outside of what is
 * drawn, so it can still be saved, and the screen drawn again.
 */
export class ErrorBoundary extends Component<Props, { readonly failed: string | null }> {
  override state = { failed: null as string | null };

  static getDerivedStateFromError(error: unknown): { failed: string } {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children;
    return (
      <main className="start">
        <div className="start-card" role="alert">
          <h1>{text('error.unexpectedTitle')}</h1>
          <p>{text('error.unexpected')}</p>
          <div className="start-buttons">
            <button type="button" className="primary" onClick={() => void saveStudy(this.props.app)}>
              {text('action.save')}
            </button>
            <button type="button" onClick={() => this.setState({ failed: null })}>
              {text('error.drawAgain')}
            </button>
          </div>
          <details>
            <summary>{text('dialog.details')}</summary>
            <code>{this.state.failed}</code>
          </details>
        </div>
      </main>
    );
  }
}
