import { expose } from 'comlink';
import { answerLife } from '../answerLife';
import { ViewerSession } from './ViewerSession';

answerLife();
expose(new ViewerSession());
