import { useQuery } from '@tanstack/react-query';
import { useCentre } from './centre.ts';

const ASK_MILLISECONDS = 60_000;
const RETRY_MILLISECONDS = 10_000;

/** Whether the centre has a mail server to send by; `unknown` until it answered, and while it does not. */
export function useMailServer(): 'connected' | 'not-connected' | 'unknown' {
  const centre = useCentre();
  const { data, isError } = useQuery({
    queryKey: ['centre', 'health'],
    queryFn: () => centre.readHealth(),
    networkMode: 'always',
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MILLISECONDS : ASK_MILLISECONDS),
  });
  return data === undefined || isError ? 'unknown' : data.mail;
}
