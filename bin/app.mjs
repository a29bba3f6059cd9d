// The app of the CDK command line (cdk.json's "app"): writes the templates.
import { launch } from './launch.mjs';

launch('com.tallyhybrid.app.TallyApp');
