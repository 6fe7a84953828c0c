/** What a check prints as it goes. */
const heading = text => console.log(`\n${text}`);
const fact = text => console.log(`  ok    ${text}`);

module.exports = { heading, fact };
