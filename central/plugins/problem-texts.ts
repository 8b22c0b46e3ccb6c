import type { ProblemType } from '#shared/protocol/problem.ts';

/** What a problem means and what a caller does about it; the same words stand in `docs/problems.md`. */
export interface ProblemText {
  readonly title: string;
  readonly meaning: string;
  /** Whether sending the same again can succeed. */
  readonly retry: 'never' | 'later' | 'after-sign-in' | 'after-change';
  readonly action: string;
}

/** The words for every kind of problem. */
export const PROBLEM_TEXTS = {
  'invalid-request': {
    title: 'The request could not be read',
    meaning: 'The request does not have the form that is asked for; `errors` names each place in it.',
    retry: 'after-change',
    action: 'Correct the places named and send it again; an operation among them stays unsent and is shown.',
  },
  'not-signed-in': {
    title: 'Sign in first',
    meaning: 'No token was sent, or the token is not known, has run out or was revoked.',
    retry: 'after-sign-in',
    action: 'Sign in again; a device is enrolled again and keeps its station.',
  },
  'wrong-credentials': {
    title: 'Login or password is wrong',
    meaning:
      'There is no such account, it is disabled, or the password is another one; which of these is not told.',
    retry: 'after-change',
    action: 'Type both again, or ask an administrator.',
  },
  'not-permitted': {
    title: 'Not permitted',
    meaning: 'Whoever asks is known and holds no right to this.',
    retry: 'never',
    action: 'Ask an administrator for the right.',
  },
  'station-taken': {
    title: 'The station code cannot be given to this device',
    meaning:
      'The device says that it has a station code which the centre has given to another device, or this device has another one, or the code is far from every one that was given.',
    retry: 'never',
    action: 'Keep what is unsent, tell an administrator, and enrol the device with a new local database.',
  },
  'file-damaged': {
    title: 'The file did not arrive whole',
    meaning: 'What arrived has another hash than was announced, and was thrown away.',
    retry: 'later',
    action: 'Send the file again from its beginning.',
  },
  'not-found': {
    title: 'Not found',
    meaning: 'There is nothing at this address, or nothing that the asker may see.',
    retry: 'never',
    action: 'Check the address.',
  },
  'file-on-its-way': {
    title: 'The file is not at the centre yet',
    meaning: 'A case names the file, and the counter that took it has not sent all of it.',
    retry: 'later',
    action: 'Ask again later.',
  },
  'body-too-large': {
    title: 'The request is too large',
    meaning: 'The body is larger than the limit of this address, before or after decompression.',
    retry: 'after-change',
    action: 'Send it in smaller parts.',
  },
  'unsupported-content': {
    title: 'Content type or encoding is not supported',
    meaning: 'A body is taken as `application/json`, plain or compressed with gzip.',
    retry: 'after-change',
    action: 'Send JSON.',
  },
  'file-not-accepted': {
    title: 'The file is not accepted',
    meaning:
      'The file is of another kind than was announced, or another file was announced under its identifier.',
    retry: 'never',
    action: 'Keep the file and have a person look at it.',
  },
  'protocol-too-old': {
    title: 'Another version of the protocol is needed',
    meaning:
      'The two programs are of versions that do not understand each other; `supported` lists what the centre speaks.',
    retry: 'never',
    action: 'Update the program; what is unsent stays and is sent afterwards.',
  },
  'too-many-requests': {
    title: 'Too many requests',
    meaning: 'More was asked in a short time than one address, or one login, may ask.',
    retry: 'later',
    action: 'Wait as long as `Retry-After` says.',
  },
  defect: {
    title: 'The centre has an error of its own',
    meaning: 'The program came to a state that should not exist, and logged it.',
    retry: 'later',
    action: 'Try again later; if it stays, tell the operator the time of the answer.',
  },
  'database-unavailable': {
    title: 'The database cannot be reached',
    meaning:
      'The centre runs and its storage does not answer; what was sent may or may not be stored, and sending it again is harmless.',
    retry: 'later',
    action: 'Wait as long as `Retry-After` says and send the same again.',
  },
} as const satisfies Record<ProblemType, ProblemText>;
