import type { View } from "../route";

/** Drawn on a grid of 24, in the colour of the text about them. */
const paths: Record<View | "search" | "chevron" | "account" | "close" | "check" | "alert" | "print" | "download" | "back" | "forward", string> = {
  overview: "M4 13a8 8 0 1 1 16 0M12 13l4-4M4 17h16",
  trends: "M4 19V5M4 19h16M7 15l4-5 3 3 5-7",
  gates: "M5 20V10a7 7 0 0 1 14 0v10M3 20h18M12 12v5",
  screenings: "M6 4h12v16H6zM9 9h6M9 13h6M9 17h3",
  reports: "M7 3h7l4 4v14H7zM14 3v4h4M10 13h5M10 17h5",
  warnings: "M12 4l9 16H3zM12 10v5M12 17.6v.2",
  audit: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
  chevron: "M6 9l6 6 6-6",
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 7v6M12 16.5v.3M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  print: "M7 8V4h10v4M7 17H4V9h16v8h-3M7 14h10v6H7z",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
  back: "M14.5 6l-6 6 6 6",
  forward: "M9.5 6l6 6-6 6",
};

export function Icon({ of, size = 20 }: { of: keyof typeof paths; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={paths[of]} />
    </svg>
  );
}

export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M8 26V12a8 8 0 0 1 16 0v14" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
      <circle class="mark-bulb" cx="16" cy="21" r="3.2" />
      <path class="mark-stem" d="M16 11v7" fill="none" stroke-width="2.4" stroke-linecap="round" />
    </svg>
  );
}
