/** Whether a URL stays on this machine: the only place where arXiv's manners may be relaxed, and no proxy is asked. */
export const isLoopbackHost = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
