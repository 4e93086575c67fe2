// What the intranet itself does with the help: calls made before it is loaded wait in the queue.
window.courtside = window.courtside || [];

document.getElementById('help-with-shipment')?.addEventListener('click', () => {
  window.courtside.push(['ask', { text: 'The customer in Hamburg refuses shipment NH-20417', skill: 'S1.1' }]);
});
document.getElementById('sign-out')?.addEventListener('click', () => {
  window.courtside.push(['signOut']);
});
