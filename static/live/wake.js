// Unattended screens must not fall asleep.

/** Ask the browser to keep the display on, again whenever the page is shown; refused quietly where it is not offered. */
export function keepAwake() {
  if (!("wakeLock" in navigator)) return;
  const ask = () => !document.hidden && navigator.wakeLock.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", ask);
  ask();
}
