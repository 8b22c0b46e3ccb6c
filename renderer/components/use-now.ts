import { useEffect, useState } from 'react';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';

/** The time now, renewed every `seconds`; for ages and deadlines that a person watches. */
export function useNow(seconds = 30): Instant {
  const [now, setNow] = useState(() => instantOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instantOf(Date.now())), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}
