/** A PDF with one page for each of `texts`, in letters that the file leaves to its reader. All of it is made up. */
export function samplePdf(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const pages = texts.map((_, place) => 4 + place * 2);
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${texts.length} /Kids [${pages.map((id) => `${id} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...texts.flatMap((text, place) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + place * 2} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
      streamOf('', `BT /F 36 Tf 60 700 Td (${text}) Tj ET 0.8 0.1 0.1 rg 60 500 200 100 re f`),
    ]),
  ]);
}

/** A PDF whose only page is a scan in fax compression, black all over. */
export function scannedPdf(): Uint8Array<ArrayBuffer> {
  // Each row is like the white one before it, one bit a row; the picture is then shown inverted.
  const rows = `${'\xff'.repeat(8)}\x00\x10\x01`;
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
    streamOf('', 'q 300 0 0 300 0 0 cm /I Do Q'),
    streamOf(
      '/Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0] /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 64 >>',
      rows,
    ),
  ]);
}

/** A PDF that nobody opens without its password. */
export function lockedPdf(): Uint8Array<ArrayBuffer> {
  const key = '00'.repeat(32);
  return pdfOf(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'],
    `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<${key}> <${key}>]`,
  );
}

/** A JPEG or PNG of one colour, drawn here. */
export async function samplePicture(
  kind: 'image/jpeg' | 'image/png',
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.fillStyle = '#2a6f4e';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#ffffff';
    context.fillRect(width / 8, height / 8, width / 4, height / 8);
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: kind })).arrayBuffer());
}

function streamOf(members: string, content: string): string {
  return `<< ${members} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** The file of `objects`, numbered from 1; the first one is the catalogue. One character is one byte. */
function pdfOf(objects: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.4\n';
  const places: number[] = [];
  for (const [place, content] of objects.entries()) {
    places.push(text.length);
    text += `${place + 1} 0 obj\n${content}\nendobj\n`;
  }
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text + end, (character) => character.charCodeAt(0));
}
