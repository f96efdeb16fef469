/** A conditional write, with its failed condition as an answer instead of an error. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/**
 * Whether the write was made. The row that stood in its way is not asked for: not every engine returns it, so who needs
 * it reads it afterwards.
 * @throws every other error
 */
export const writeIf = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
