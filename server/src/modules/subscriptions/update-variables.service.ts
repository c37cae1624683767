export { UpdateVariables } from '../mails/update-variables.service.js';
