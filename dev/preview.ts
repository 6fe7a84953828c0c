import { main } from '../src/preview';

// What the published command does, without a build.
void main();
