import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useApp } from './app-context.tsx';

/** Ends the session and leaves the address of the screen, which may not be the next person's. Unsent work stays. */
export function useSignOut(): () => void {
  const { signOut } = useApp();
  const navigate = useNavigate();
  return useCallback(() => {
    signOut();
    void navigate({ to: '/' });
  }, [signOut, navigate]);
}
