/** The answer of a change that has nothing to show. */
export class MessageResponse {
  message: string;
}
