/**
 * The protocol as clients see it: the AsyncAPI document and the TypeScript types, both generated from the code when the service
 * is built ({@code ContractFiles}), and the document served.
 */
package io.smartcallcenter.notification.contract;
