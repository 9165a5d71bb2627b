// Signs of the window on a grid of 16: each has one meaning everywhere.

export const icons = {
  yes: "M3 8.5l3.2 3.2L13 4.8",
  no: "M4 4l8 8M12 4l-8 8",
  person: "M8 2.4a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 0 1 0-5.2M2.8 14c.4-3 2.5-4.6 5.2-4.6s4.8 1.6 5.2 4.6",
  clock: "M8 2.4a5.6 5.6 0 1 1 0 11.2a5.6 5.6 0 0 1 0-11.2M8 5v3.2l2.2 1.4",
  closed: "M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M5.4 7V5a2.6 2.6 0 0 1 5.2 0v2",
  broken: "M8 2.2l6 11H2zM8 6.4v3.2M8 11.4v.2",
  find: "M7 2.7a4.3 4.3 0 1 1 0 8.6a4.3 4.3 0 0 1 0-8.6M10.3 10.3L14 14",
  down: "M4 6l4 4 4-4",
  up: "M4 10l4-4 4 4",
  left: "M10 4l-4 4 4 4",
  right: "M6 4l4 4-4 4",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  plus: "M8 3.5v9M3.5 8h9",
  look: "M2.5 4h11M2.5 8h11M2.5 12h11M5.5 2.6v2.8M10.5 6.6v2.8M6.5 10.6v2.8",
  changed: "M3 6.4h8.4L9 4M13 9.6H4.6L7 12",
  file: "M4 2.5h5l3 3v8H4zM9 2.5v3h3",
  folder: "M2 4h4l1.4 1.6H14V13H2z",
  places: "M3 2.5h10v11H3zM6 5.5h1.2M8.8 5.5H10M6 8h1.2M8.8 8H10M6.8 13.5v-2.6h2.4v2.6",
} as const;

export type IconName = keyof typeof icons | "waiting" | "under";
