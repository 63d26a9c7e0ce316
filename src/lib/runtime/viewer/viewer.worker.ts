import { expose } from 'comlink';
import { ViewerSession } from './ViewerSession';

expose(new ViewerSession());
