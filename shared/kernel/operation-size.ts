/**
 * Most bytes of an operation as UTF-8 JSON with its header, salt, payload and digest. The journal refuses a longer one
 * and the centre takes any that is not longer, so that whatever was saved can also be sent.
 */
export const MAX_OPERATION_BYTES = 1024 * 1024;
