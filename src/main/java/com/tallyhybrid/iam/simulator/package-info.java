/**
 * Who may do what: the policies of the synthesized templates, evaluated as AWS documents it.
 *
 * <p>{@link com.tallyhybrid.iam.simulator.Evaluator} answers one question, such as "may the agent of TALLY-PC1
 * delete a version of a backup?", with the statement that decides it. It exists so that a promise about access is a
 * test, and so that taking a statement out of a policy fails one.
 *
 * <p>Modelled: identity policies (inline, managed, through groups), permissions boundaries, resource policies of
 * buckets, keys, topics, queues, secrets, backup vaults, log groups and roles, and policies of VPC endpoints; one and
 * two accounts; the condition operators and policy variables of the IAM User Guide. An operator, element, principal
 * or version that is not modelled is refused with its place, never skipped.
 *
 * <p>Not modelled: service and resource control policies of AWS Organizations, session policies, access control
 * lists, S3 Block Public Access, access points, the state of Object Lock and of versioning, KMS grants, service-linked
 * roles, federated principals but identity providers of OpenID Connect, and what a service checks besides policies (that the caller may pass a role, for
 * instance). Which resource an action works on (the bucket or the object) and which condition keys a request carries
 * is the caller's knowledge: a key that a request leaves out counts as absent.
 */
package com.tallyhybrid.iam.simulator;
