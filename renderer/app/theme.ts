import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

/** Shades of the accent; the seventh is the token that text stands on. */
const accent: MantineColorsTuple = [
  '#eaf3fc',
  '#d9e9fa',
  '#b3d3f4',
  '#8abbed',
  '#5f9fe0',
  '#2f7fcd',
  '#0b5cad',
  '#0a5197',
  '#094680',
  '#073a69',
];

/** Density, type and colour of every screen; the tokens themselves stand in `tokens.css`. */
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  // The library takes the text on the accent to be white, which in dark it is not.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const isAccent = input.color === undefined || input.color === 'accent';
    return input.variant === 'filled' && isAccent
      ? {
          ...colors,
          background: 'var(--k-accent)',
          hover: 'var(--k-accent-hover)',
          color: 'var(--k-on-accent)',
        }
      : colors;
  },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.75rem' }, h2: { fontSize: '1.375rem' }, h3: { fontSize: '1.125rem' } },
  },
  lineHeights: { sm: '1.45', md: '1.45' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
});
