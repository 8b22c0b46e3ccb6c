/** An event as Electron hands it to listeners: they may refuse what it announces. */
interface ElectronEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** Makes an event that carries `details`. */
export function makeElectronEvent<Details extends object>(details?: Details): ElectronEvent & Details {
  const event: ElectronEvent = {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
  return Object.assign(event, details);
}
