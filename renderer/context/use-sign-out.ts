import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useApp } from './app-context.tsx';

/**
 * Ends the session, forgets what the centre answered to it and leaves the address of the screen, neither of which may
 * be the next person's. Unsent work stays.
 */
export function useSignOut(): () => void {
  const { signOut } = useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useCallback(() => {
    signOut();
    queries.clear();
    void navigate({ to: '/' });
  }, [signOut, navigate, queries]);
}
