#!/usr/bin/env node
const { main } = require('../dist/preview.cjs.js');

main();
