/**
 * What an owner decides: one YAML file, read into validated records.
 *
 * <p>{@link com.tallyhybrid.settings.file.DeploymentFile} is the only way in. It refuses a bad file with everything that is
 * wrong with it at once, so the records hold values that no later code needs to check. No CDK type appears here.
 */
package com.tallyhybrid.settings;
