package sao.server;

/// Answers one kind of request.
interface Endpoint {
    /// Answers a request.
    ///
    /// @throws ApiException if the request is wrong
    /// @throws sao.error.SaoException if the model failed
    void answer(Exchange exchange);
}
