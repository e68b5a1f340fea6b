#include "shared/secure/handshake.h"

#include <sodium.h>

#include <utility>

namespace earshot::secure {
namespace {

constexpr std::string_view kLabel = "earshot handshake 1";
constexpr std::size_t kQueryCore = 8 + 4 + 16;  // a query without its zeros
constexpr std::size_t kServerHelloSize = 32 + 32 + crypto_secretstream_xchacha20poly1305_HEADERBYTES + 64;
constexpr std::size_t kFinishSize = crypto_secretstream_xchacha20poly1305_HEADERBYTES + kSealOverhead;

detail::Transcript hash(View client_hello, View server_hello) {
  detail::Transcript out{};
  crypto_generichash_state state{};
  crypto_generichash_init(&state, nullptr, 0, out.size());
  crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t*>(kLabel.data()), kLabel.size());
  crypto_generichash_update(&state, client_hello.data(), client_hello.size());
  crypto_generichash_update(&state, server_hello.data(), server_hello.size());
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

/// What is signed begins with the label, so that no other use of the key can be mistaken for a handshake.
Bytes to_sign(const detail::Transcript& transcript) {
  Bytes out;
  Writer writer(out);
  writer.bytes(as_view(kLabel));
  writer.bytes(transcript);
  return out;
}

struct ClientHello {
  Query query;
  Answer answer;
  std::array<std::uint8_t, 32> ephemeral{};
};

Result<ClientHello> decode_hello(View message) {
  const auto damaged = [] { return fail("the client's first message is damaged"); };
  if (message.size() > kMaxHandshakeMessage) return damaged();
  Reader reader(message);
  ClientHello out;
  const auto query_size = reader.number<std::uint16_t>();
  if (query_size != kQueryCore) return damaged();
  const auto query_core = reader.bytes(kQueryCore);
  if (!query_core) return damaged();
  Bytes query_bytes(query_core->begin(), query_core->end());
  query_bytes.resize(kQuerySize);
  const auto query = decode_query(query_bytes);
  if (!query) return damaged();
  const auto answer_size = reader.number<std::uint16_t>();
  if (!answer_size) return damaged();
  const auto answer_bytes = reader.bytes(*answer_size);
  if (!answer_bytes) return damaged();
  auto answer = decode_answer(*answer_bytes);
  if (!answer) return damaged();
  if (!reader.copy(out.ephemeral) || !reader.rest().empty()) return damaged();
  out.query = *query;
  out.answer = std::move(*answer);
  return out;
}

}  // namespace

detail::Ephemeral::Ephemeral() {
  static_assert(crypto_kx_PUBLICKEYBYTES == 32 && crypto_kx_SECRETKEYBYTES == 32 &&
                crypto_kx_SESSIONKEYBYTES == 32);
  static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == crypto_kx_SESSIONKEYBYTES);
  prepare();
  crypto_kx_keypair(public_key.data(), secret_key.data());
}

detail::Ephemeral::~Ephemeral() { sodium_memzero(secret_key.data(), secret_key.size()); }

ClientHandshake::ClientHandshake(const Query& query, const Answer& answer) : claimed_(answer.fingerprint) {
  Bytes query_bytes = encode(query);
  query_bytes.resize(kQueryCore);
  const Bytes answer_bytes = encode(answer);
  Writer writer(hello_);
  writer.number(static_cast<std::uint16_t>(query_bytes.size()));
  writer.bytes(query_bytes);
  writer.number(static_cast<std::uint16_t>(answer_bytes.size()));
  writer.bytes(answer_bytes);
  writer.bytes(ephemeral_.public_key);
}

ClientHandshake::~ClientHandshake() {
  sodium_memzero(receive_key_.data(), receive_key_.size());
  sodium_memzero(send_key_.data(), send_key_.size());
}

Result<ServerIdentity> ClientHandshake::verify(View server_hello) {
  if (verified_ || spent_) return fail("the server answered the handshake twice");
  spent_ = true;
  if (server_hello.size() != kServerHelloSize) return fail("the server's handshake is damaged");
  Reader reader(server_hello);
  ServerIdentity identity;
  std::array<std::uint8_t, 32> ephemeral{};
  Signature signature{};
  reader.copy(identity.key.bytes);
  reader.copy(ephemeral);
  reader.copy(server_header_);
  reader.copy(signature);
  transcript_ = hash(hello_, server_hello.first(server_hello.size() - signature.size()));
  if (!secure::verify(identity.key, to_sign(transcript_), signature))
    return fail("the server could not prove who it is, or somebody changed bytes on the way");
  identity.fingerprint = Fingerprint::of(identity.key);
  if (identity.fingerprint != claimed_)
    return fail("the server answered the query with another key than it proved to hold");
  if (crypto_kx_client_session_keys(receive_key_.data(), send_key_.data(), ephemeral_.public_key.data(),
                                    ephemeral_.secret_key.data(), ephemeral.data()) != 0)
    return fail("the server sent an unusable key");
  verified_ = true;
  return identity;
}

Result<ClientHandshake::Finish> ClientHandshake::finish() {
  if (!verified_) return fail("the server has not proven who it is");
  verified_ = false;
  Channel channel(send_key_);
  if (const auto ready = channel.receive_with(receive_key_, server_header_); !ready)
    return tl::unexpected(ready.error());
  Bytes message;
  Writer(message).bytes(channel.header());
  channel.seal({}, message, FrameKind::message, transcript_);
  return Finish{std::move(message), std::move(channel)};
}

ServerHandshake::~ServerHandshake() { sodium_memzero(receive_key_.data(), receive_key_.size()); }

Result<Bytes> ServerHandshake::answer(View client_hello) {
  if (spent_) return fail("the client began the handshake twice");
  spent_ = true;
  const auto hello = decode_hello(client_hello);
  if (!hello) return tl::unexpected(hello.error());
  const Answer& seen = hello->answer;
  if (seen.version != own_.version || seen.fingerprint != own_.fingerprint || seen.name != own_.name ||
      seen.nonce != hello->query.nonce)
    return fail("somebody changed this server's answer on the way to the client");
  if (hello->query.version != own_.version) return fail("the client speaks another version of the protocol");

  const detail::Ephemeral ephemeral;
  Channel::Key send_key{};
  if (crypto_kx_server_session_keys(receive_key_.data(), send_key.data(), ephemeral.public_key.data(),
                                    ephemeral.secret_key.data(), hello->ephemeral.data()) != 0)
    return fail("the client sent an unusable key");
  channel_.emplace(send_key);
  sodium_memzero(send_key.data(), send_key.size());

  Bytes out;
  Writer writer(out);
  writer.bytes(key_.public_key().bytes);
  writer.bytes(ephemeral.public_key);
  writer.bytes(channel_->header());
  transcript_ = hash(client_hello, out);
  writer.bytes(key_.sign(to_sign(transcript_)));
  return out;
}

Result<Channel> ServerHandshake::complete(View client_finish) {
  if (!channel_) return fail("the client skipped a step of the handshake");
  Channel channel = std::move(*channel_);
  channel_.reset();
  if (client_finish.size() != kFinishSize) return fail("the client's last handshake message is damaged");
  Reader reader(client_finish);
  Channel::Header header{};
  reader.copy(header);
  if (const auto ready = channel.receive_with(receive_key_, header); !ready)
    return tl::unexpected(ready.error());
  const auto opened = channel.open(reader.rest(), transcript_);
  if (!opened || opened->kind != FrameKind::message || !opened->bytes.empty())
    return fail("the client's last handshake message is damaged");
  return channel;
}

}  // namespace earshot::secure
