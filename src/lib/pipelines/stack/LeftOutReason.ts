import type { Statements } from '../../domain/statement/Statement';
import type { AlignmentRefusal } from './alignFrame';

/** Why a frame is not in the stack. */
export type LeftOutReason =
  | AlignmentRefusal
  | Statements<{
      /** It cannot be read, or holds nothing that could be stacked: what the step said of it. */
      unusable: { readonly message: string };
      /** It has the pixels of another: its light would count twice. */
      copy: { readonly of: string };
      /** Of a target that moves, its place is not known then. */
      noTime: {};
      /** The reference is of a colour camera, and this one not, or the other way round. */
      otherColours: {};
    }>;
