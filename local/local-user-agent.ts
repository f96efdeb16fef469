/** How everything local names itself to arXiv, which asks automatic clients for a contact. */
export const LOCAL_USER_AGENT = 'PaperRound/0.1 (local round; +https://github.com/paper-round/paper-round)';
