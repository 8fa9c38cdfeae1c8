// Line icons of our own for controls, each the `d` of paths in a 24 by 24 box, drawn with a round stroke and no
// fill. Nothing here is traced from another set.
export const controls = {
  undo: ["M8.5 5L4 9.5 8.5 14", "M4 9.5h10a5.5 5.5 0 0 1 0 11h-3"],
  redo: ["M15.5 5L20 9.5 15.5 14", "M20 9.5H10a5.5 5.5 0 0 0 0 11h3"],
  delete: ["M4.5 6.5h15M9 6.5V4h6v2.5", "M6.5 6.5l1 13.5h9l1-13.5M10.2 10.5v6M13.8 10.5v6"],
  zoomIn: ["M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z", "M15.3 15.3L20 20M7.5 10.5h6M10.5 7.5v6"],
  zoomOut: ["M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z", "M15.3 15.3L20 20M7.5 10.5h6"],
  fit: ["M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", "M9 9.5h6v5H9z"],
  screen: ["M4 5h16v11H4z", "M9 20h6M12 16v4"],
  light: [
    "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8z",
    "M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4",
  ],
  theme: ["M12 4a8 8 0 1 0 8 8a6.2 6.2 0 0 1-8-8z"],
  language: [
    "M4 6h10M9 4v2M12 6c-1 4.5-4 7.5-7.5 9M6 9.5c1.3 2.6 3.3 4.4 6 5.5",
    "M12.5 20.5l4-10 4 10M13.9 17h5.2",
  ],
  download: ["M12 4v11M7.5 11l4.5 4.5 4.5-4.5", "M4.5 19.5h15"],
  add: ["M12 5v14M5 12h14"],
  menu: ["M4.5 7h15M4.5 12h15M4.5 17h15"],
  close: ["M6 6l12 12M18 6L6 18"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  cross: ["M7 7l10 10M17 7L7 17"],
  arrow: ["M4 12h15M13.5 6.5L19 12l-5.5 5.5"],
  search: ["M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z", "M15.3 15.3L20 20"],
  keyboard: ["M3 6.5h18v11H3z", "M6.5 10h.2M10.2 10h.2M13.7 10h.2M17.2 10h.2M7.5 14h9"],
  rename: ["M5 19l1-4.2L15.8 5l3.2 3.2L9.2 18z", "M13.6 7.2l3.2 3.2"],
  copy: ["M8.5 8.5h11v11h-11z", "M15.5 8.5v-4h-11v11h4"],
  cut: ["M6.5 14.5a3 3 0 1 0 .1 0zM17.5 14.5a3 3 0 1 0 .1 0z", "M8.3 15.2L17 4M15.7 15.2L7 4"],
  paste: ["M8 5.5H5v15h14v-15h-3", "M9 3.5h6v4H9z"],
  history: ["M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 9", "M4.5 4.5V9H9M12 8v4.5l3 2"],
  matrix: ["M4 4h16v16H4z", "M4 9.3h16M4 14.7h16M9.3 4v16M14.7 4v16"],
  blast: [
    "M12 10.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3z",
    "M12 6.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
    "M12 2.8a9.2 9.2 0 1 0 0 18.4a9.2 9.2 0 1 0 0-18.4z",
  ],
  bar: ["M4 12h15M19 6v12"],
  chevron: ["M9 5.5l6.5 6.5L9 18.5"],
  error: ["M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z", "M12 7.5v5.5M12 16.2v.3"],
  warning: ["M12 4L2.8 19.5h18.4z", "M12 10v4.5M12 17v.3"],
  info: ["M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z", "M12 11v5.5M12 7.6v.3"],
} as const satisfies { readonly [name: string]: readonly string[] };

export type Control = keyof typeof controls;
