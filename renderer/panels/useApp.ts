import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { App, AppState } from '../files/app.ts';

const AppContext = createContext<App | null>(null);

export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp outside of AppProvider');
  return app;
}

/** A part of the state; the component is drawn again only when this part changes. */
export const useAppState = <T>(select: (state: AppState) => T): T => useStore(useApp().store, select);
