package sao.web;

/// Answers one kind of request.
interface Endpoint {
    /// Answers a request.
    ///
    /// @throws ApiException if the request is wrong
    /// @throws sao.domain.SaoException if the model failed
    void answer(Exchange exchange);
}
