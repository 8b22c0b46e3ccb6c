// The reader of PDF files, in a worker of its own: what somebody brought is taken apart away from the screens.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
