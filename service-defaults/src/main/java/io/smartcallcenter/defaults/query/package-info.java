/** Query parameters of the public APIs, and the problem+json that refuses them. */
package io.smartcallcenter.defaults.query;
