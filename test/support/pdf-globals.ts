// The reader of PDF files looks for these to draw with, and says so when they are missing. Text is read without them.
for (const name of ['DOMMatrix', 'Path2D']) Reflect.set(globalThis, name, class {});

export {};
