import { jestConfig } from '../tools/jest.mjs';

export default jestConfig({ name: 'server' });
